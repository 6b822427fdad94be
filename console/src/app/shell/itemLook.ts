/** The look of everything that stands in the rail. */
export function itemLook(isHere: boolean): string {
  const tone = isHere ? "bg-accent-soft text-accent-text" : "text-muted hover:bg-hover hover:text-text";
  return `flex min-h-10 w-10 flex-col items-center justify-center gap-0.5 rounded-control py-1 transition-colors data-labelled:w-18 ${tone}`;
}
