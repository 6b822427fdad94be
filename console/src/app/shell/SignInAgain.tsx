import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";

import { context } from "@/api";
import { meQuery } from "@/shared/session";

import { afterPage } from "./later";

const load = () => import("./SignInDialog");
const SignInDialog = lazy(load);

/** Asks to sign in again over the page when the session has ended; then the refused calls are repeated. */
export function SignInAgain() {
  const queries = useQueryClient();
  const [resume, setResume] = useState<(() => void) | null>(null);
  useEffect(() => afterPage(load), []);
  useEffect(() => {
    context.signIn = () => new Promise<void>((resolve) => { setResume(() => resolve); });
    context.renewToken = async () => { await queries.fetchQuery({ ...meQuery, staleTime: 0 }); };
    return () => {
      context.signIn = null;
      context.renewToken = null;
    };
  }, [queries]);
  const done = () => {
    resume?.();
    setResume(null);
  };
  return <Suspense>{resume && <SignInDialog onDone={done} />}</Suspense>;
}
