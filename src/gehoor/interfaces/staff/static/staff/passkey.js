/* A passkey as second factor: asks the browser, puts its answer in the form, sends it. Without this file codes still work. */
(() => {
  const form = document.getElementById("passkey-form");
  const button = document.getElementById("passkey-button");
  if (!form || !button || !window.PublicKeyCredential) return;
  const asked = JSON.parse(document.getElementById("passkey-data").textContent);

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const made = (options) => navigator.credentials.create({ publicKey: {
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  } });
  const shown = (options) => navigator.credentials.get({ publicKey: {
    ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials),
  } });

  const said = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  button.hidden = false;
  button.addEventListener("click", async () => {
    const problem = document.getElementById("passkey-problem");
    problem.hidden = true;
    try {
      const credential = asked.creation_options
        ? await made(asked.creation_options.publicKey)
        : await shown(asked.request_options.publicKey);
      form.elements.credential.value = said(credential);
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
})();
