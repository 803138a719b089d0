type Policy = { readonly createScriptURL: (url: string) => string };
type PolicyHost = { readonly createPolicy: (name: string, rules: Policy) => Policy };

const hasPolicies = (host: object): host is { readonly trustedTypes: PolicyHost } => 'trustedTypes' in host;

const vouchedFor = new Set<string>();
let policy: Policy | null = null;

/** Vouches for a script that a window or a worker of ours may start; the policy of the page refuses any other. */
export const workerAddress = (own: string): string => {
  const host: object = globalThis;
  if (!hasPolicies(host)) return own;
  vouchedFor.add(own);
  // A second policy of the same name would be refused.
  policy ??= host.trustedTypes.createPolicy('interreg-worker', {
    createScriptURL: (url) => {
      if (!vouchedFor.has(url)) throw new TypeError(`Not a worker of this program: ${url}`);
      return url;
    },
  });
  return policy.createScriptURL(own);
};
