// The nonce of this response, for styles that are made at run time.

/** The nonce that lets the styles made at run time pass the content security policy. */
export function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined;
}
