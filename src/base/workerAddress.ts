type PolicyHost = {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ) => {
    readonly createScriptURL: (url: string) => string;
  };
};

const hasPolicies = (host: object): host is { readonly trustedTypes: PolicyHost } => 'trustedTypes' in host;

/** Vouches for the one script that a window or a worker may start; the policy of the page refuses any other. To be called once in each. */
export const workerAddress = (own: string): string => {
  const host: object = globalThis;
  if (!hasPolicies(host)) return own;
  const policy = host.trustedTypes.createPolicy('interreg-worker', {
    createScriptURL: (url) => {
      if (url !== own) throw new TypeError(`Not the worker of this program: ${url}`);
      return url;
    },
  });
  return policy.createScriptURL(own);
};
