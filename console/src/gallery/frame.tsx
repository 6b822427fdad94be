/** What every section of the gallery stands in, and its sample words. */
import type { ReactNode } from "react";

export const wanted = new URLSearchParams(location.search);
export const lang = wanted.get("lang") ?? "en";

/** The sample words, English and Thai side by side. */
export const say = (english: string, thai: string) => (lang === "th" ? thai : english);

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-h3">{title}</h2>
      {children}
    </section>
  );
}

export const Row = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2">{children}</div>
);

export const Columns = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-x-6 gap-y-4 lg:grid-cols-2">{children}</div>
);
