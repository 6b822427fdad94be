import "@/shared/ui/tokens.css";

import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";

import { context } from "@/api";
import { wordErrors } from "@/shared/errors";
import { startI18n } from "@/shared/i18n";
import { onLive } from "@/shared/live";
import { startShortcuts } from "@/shared/shortcuts";
import { startLook } from "@/shared/theme";
import { KitProvider } from "@/shared/ui";

import { reactions } from "./features";
import { queries } from "./queries";
import { router } from "./router";
import { SignInAgain } from "./shell/SignInAgain";

startLook();
startShortcuts();
onLive(...reactions);
context.wordErrors = wordErrors;
void startI18n().then(draw);

function draw(): void {
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Suspense>
          <KitProvider>
            <RouterProvider router={router} />
            <SignInAgain />
          </KitProvider>
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
}
