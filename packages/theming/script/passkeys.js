// Passkeys (WebAuthn level 3): the device is asked when the form is sent, and its answer goes with the form.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

async function askDevice(use, options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (use === 'create') {
    publicKey.user = { ...options.user, id: bytes(options.user.id) };
    publicKey.excludeCredentials = known(options.excludeCredentials);
  } else {
    publicKey.allowCredentials = known(options.allowCredentials);
  }
  return toJson(await navigator.credentials[use]({ publicKey }));
}

function toJson({ id, rawId, type, response, authenticatorAttachment }) {
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[name]) said[name] = text(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    id,
    rawId: text(rawId),
    type,
    response: said,
    authenticatorAttachment,
    clientExtensionResults: {},
  };
}

for (const box of document.querySelectorAll('[data-passkey]')) {
  if (!window.PublicKeyCredential) continue;
  const form = box.closest('form');
  const answer = box.querySelector('[name="reponse"]');
  const problem = box.querySelector('.passkey-problem');
  box.querySelector('.passkey-unable').hidden = true;
  box.querySelector('button').hidden = false;
  let asking = false;
  const ask = async () => {
    problem.textContent = '';
    try {
      answer.value = JSON.stringify(await askDevice(box.dataset.passkey, JSON.parse(box.dataset.options)));
      form.requestSubmit();
    } catch (error) {
      problem.textContent = error.name === 'InvalidStateError' ? box.dataset.known : box.dataset.refused;
    }
    asking = false;
  };
  form.addEventListener('submit', (event) => {
    if (answer.value) return;
    event.preventDefault();
    // The form is not sent yet: it may be tried again.
    event.stopPropagation();
    if (asking) return;
    asking = true;
    void ask();
  });
}
