import { useTranslation } from "react-i18next";

import { Chip } from "@/shared/ui";

import type { Exchange } from "../exchange";
import { languageOf } from "../language";

/** How each search read the question: words, codes, and what a search term generator made of it. */
export function TermsView({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation("sandbox");
  const fulfillments = exchange.inspection?.fulfillments ?? [];
  if (!fulfillments.length) return <p className="text-muted">{t("found.noSearch")}</p>;
  const english = exchange.inspection?.questionEn;
  return (
    <div className="space-y-6">
      {english && (
        <div>
          <p className="mb-1 text-caption text-subtle">{t("facts.english")}</p>
          <p lang="en" className="anywhere">{english}</p>
        </div>
      )}
      {fulfillments.map((fulfillment) => {
        const search = exchange.searches?.find((each) => each.fulfillmentId === fulfillment.id);
        return (
          <section key={fulfillment.id} aria-label={fulfillment.name} className="space-y-3">
            <h2 className="anywhere font-semibold">{fulfillment.name}</h2>
            <Terms label={t("terms.generated")} terms={fulfillment.searchTerms} none={t(fulfillment.searchTermGenerator ? "terms.none" : "terms.noGenerator")} />
            {fulfillment.searchTermGenerator && <Terms label={t("terms.keywords")} terms={fulfillment.keywords} none={t("terms.none")} />}
            <Terms label={t("terms.words")} terms={search?.words ?? []} none={t("terms.none")} />
            <Terms label={t("terms.codes")} terms={search?.codes ?? []} none={t("terms.none")} />
          </section>
        );
      })}
    </div>
  );
}

function Terms({ label, terms, none }: { label: string; terms: readonly string[]; none: string }) {
  return (
    <div>
      <p className="mb-1 text-caption text-subtle">{label}</p>
      {terms.length ? (
        <ul className="flex flex-wrap gap-1.5">
          {terms.map((term) => <li key={term} lang={languageOf(term)}><Chip>{term}</Chip></li>)}
        </ul>
      ) : (
        <p className="text-dense text-muted">{none}</p>
      )}
    </div>
  );
}
