import { setNonce } from "get-nonce";

/** The page's nonce for `<style>`: Radix locks the scroll behind a dialog with a style element, which the policy asks a nonce of. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
if (styleNonce) setNonce(styleNonce);
