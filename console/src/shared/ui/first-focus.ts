/** Where the focus goes when a panel opens: the first field, else the panel itself. Its close button would only show a tooltip. */
export function focusFirstField(event: Event): void {
  const panel = event.currentTarget as HTMLElement;
  event.preventDefault();
  const field = panel.querySelector<HTMLElement>(
    "[data-autofocus], input:not([type='hidden'], :disabled), textarea:not(:disabled), [role='combobox']:not(:disabled)",
  );
  (field ?? panel).focus();
}
