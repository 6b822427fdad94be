import { Component } from "react";
import { useTranslation } from "react-i18next";
import type { ErrorBoundaryProps } from "./props";
import { ErrorState } from "./States";

/** Keeps a fault inside its panel: the rest of the page goes on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { fault: Error | null }> {
  override state = { fault: null as Error | null };

  static getDerivedStateFromError(fault: unknown) {
    return { fault: fault instanceof Error ? fault : new Error(String(fault)) };
  }

  override componentDidUpdate(before: ErrorBoundaryProps) {
    if (this.state.fault && before.resetKey !== this.props.resetKey) this.setState({ fault: null });
  }

  override render() {
    if (!this.state.fault) return this.props.children;
    return <Fault title={this.props.title} fault={this.state.fault} onRetry={() => this.setState({ fault: null })} />;
  }
}

function Fault({ title, fault, onRetry }: { title: string | undefined; fault: Error; onRetry: () => void }) {
  const { t } = useTranslation("ui");
  return <ErrorState title={title ?? t("panelFailed")} trouble={{ message: fault.message }} onRetry={onRetry} />;
}
