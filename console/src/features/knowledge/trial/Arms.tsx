import { useTranslation } from "react-i18next";

import type { Hit } from "../reading";
import { ARMS, armOf, judgedOf } from "./reading";

/** Which ways of searching found a chunk, at which place and how near, in a line. */
export function Arms({ hit }: { hit: Hit }) {
  const { t } = useTranslation("knowledge");
  const found = ARMS.map((arm) => ({ arm, ...armOf(hit, arm) })).filter(({ rank }) => rank !== null);
  const judged = judgedOf(hit);
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-caption text-subtle">
      {judged?.rank && <span className="numbers">{`${t("rerank.column")} #${String(judged.rank)} ${judged.value.toFixed(2)}`}</span>}
      {found.map(({ arm, rank, value }) => (
        <span key={arm} className="numbers">{`${t(`test.arm.${arm}`)} #${String(rank)} ${value.toFixed(2)}`}</span>
      ))}
    </p>
  );
}
