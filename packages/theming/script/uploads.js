// Files leave before their form, in pieces (tus 1.0.0): where a line is cut they go on by themselves, and after the page was
// loaded again once the same file is chosen. Without this script they go with their form.

const PIECE = 262_144;
/** Seconds before each new try; then it is asked of the person. */
const WAITS = [1, 2, 4, 8, 15, 30, 30];
const NBSP = '\u00A0';

/** In a form with `data-uploads`, the address that takes pieces. */
export function followUploads(form) {
  const endpoint = form.dataset.uploads;
  const memory = memoryOf(location.pathname);
  const sending = new Set();
  const note = statusLine(form);
  let pressed;

  form.addEventListener('submit', (event) => {
    const refused = form.querySelectorAll('.upload-failed:not([data-told])');
    if (sending.size === 0 && refused.length === 0) {
      memory.forget();
      return;
    }
    // Nothing else may hear of it: the form is not sent yet.
    event.preventDefault();
    event.stopPropagation();
    if (sending.size === 0) {
      // Nobody goes on without a file by mistake: pressing again says that it is meant.
      for (const line of refused) line.dataset.told = '';
      note.textContent = `Un fichier n’est pas parti. Choisissez-en un autre, ou pressez de nouveau «${NBSP}${event.submitter?.textContent ?? 'Continuer'}${NBSP}» pour avancer sans lui.`;
      refused[0].querySelector('button').focus();
      return;
    }
    pressed = { by: event.submitter };
    note.textContent = 'Les fichiers finissent de partir. La page suivra toute seule.';
  });

  function settled(file, went) {
    sending.delete(file);
    if (!pressed || (went && sending.size > 0)) return;
    const { by } = pressed;
    pressed = undefined;
    note.textContent = '';
    if (went) form.requestSubmit(by ?? undefined);
  }

  for (const input of form.querySelectorAll('input[type=file]')) {
    const list = input.parentElement.appendChild(made('ul', { className: 'uploads' }));
    const show = (file, key) => lineOf(list, input, file, key);
    for (const [key, known] of memory.of(input.name)) void bringBack(input, key, known, show);
    input.addEventListener('change', () => {
      const chosen = [...input.files];
      // They go by themselves: the form must not send them again.
      input.value = '';
      const keys = new Set(chosen.map(keyOf));
      for (const line of list.querySelectorAll(':scope > *')) {
        // The same file again goes on; another one takes its place where one is asked.
        if (keys.has(line.dataset.key)) line.remove();
        else if (!input.multiple) line.drop();
      }
      for (const file of chosen) void begin(input, file, show(file, keyOf(file)));
    });
  }

  async function begin(input, file, line) {
    const key = keyOf(file);
    const stop = new AbortController();
    const drop = () => {
      stop.abort();
      memory.drop(input.name, key);
      settled(file, false);
      line.remove();
      input.focus();
    };
    line.onDrop(async () => {
      const { url } = memory.at(input.name, key) ?? {};
      drop();
      if (url) await call(url, 'DELETE').catch(() => null);
    });
    sending.add(file);
    try {
      const url = await send(file, {
        url: memory.at(input.name, key)?.url,
        signal: stop.signal,
        began: (address) => memory.keep(input.name, key, { url: address, name: file.name, size: file.size }),
        went: (bytes) => line.at(bytes / file.size),
        lost: () => line.say('La connexion est coupée. L’envoi reprendra tout seul.'),
        back: () => line.say(''),
      });
      memory.keep(input.name, key, { url, name: file.name, size: file.size, whole: true });
      line.done(url);
      settled(file, true);
    } catch (error) {
      if (stop.signal.aborted) return;
      memory.drop(input.name, key);
      if (error.fallback && giveBack(input, file)) line.remove();
      else line.fail(error.message);
      settled(file, false);
    }
  }

  /** Every piece in turn; returns the address of the upload. */
  async function send(file, { url: known, signal, began, went, lost, back }) {
    let url = known;
    let from = url ? await offsetOf(url) : null;
    if (from === null) {
      url = await create(file);
      began(url);
      from = 0;
    }
    for (let tries = 0; from < file.size; ) {
      went(from);
      try {
        const answer = await call(
          url,
          'PATCH',
          { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) },
          file.slice(from, from + PIECE),
          signal,
        );
        if (answer.status !== 204 && answer.status !== 409 && answer.status < 500)
          throw await refusal(answer);
        if (answer.status >= 500) throw new TypeError('later');
        from = answer.status === 204 ? Number(answer.headers.get('upload-offset')) : await again(url, file);
        tries = 0;
        back();
      } catch (error) {
        if (!(error instanceof TypeError) || tries >= WAITS.length) throw error.refused ? error : given();
        lost();
        await pause(WAITS[tries++], signal);
        from = (await offsetOf(url).catch(() => from)) ?? (await again(url, file));
      }
    }
    went(file.size);
    return url;
  }

  async function create(file) {
    const metadata = [
      ['filename', file.name],
      ['filetype', file.type],
    ].map(([name, value]) => `${name} ${base64(value)}`);
    const answer = await call(endpoint, 'POST', {
      'upload-length': String(file.size),
      'upload-metadata': metadata.join(','),
      'x-csrf': form.elements.csrf.value,
    });
    if (answer.status !== 201) throw await refusal(answer);
    return answer.headers.get('location');
  }

  async function bringBack(input, key, { url, name, size, whole }, show) {
    const from = await offsetOf(url).catch(() => null);
    if (from === null) {
      memory.drop(input.name, key);
      return;
    }
    const line = show({ name, size }, key);
    line.onDrop(async () => {
      memory.drop(input.name, key);
      line.remove();
      input.focus();
      await call(url, 'DELETE').catch(() => null);
    });
    if (whole || from === size) line.done(url);
    else {
      line.at(from / size);
      line.say(
        'L’envoi a été coupé. Choisissez de nouveau ce fichier\u00A0: il reprend où il s’était arrêté.',
      );
    }
  }
}

const keyOf = ({ name, size, lastModified }) => [name, size, lastModified].join('|');

const call = (url, method, headers = {}, body, signal) =>
  fetch(url, { method, headers: { 'tus-resumable': '1.0.0', ...headers }, body, signal });

/** How far an upload has come; null for one that is gone. */
async function offsetOf(url) {
  const answer = await call(url, 'HEAD');
  return answer.ok ? Number(answer.headers.get('upload-offset')) : null;
}

async function again(url, file) {
  const from = await offsetOf(url);
  if (from === null) throw given();
  return Math.min(from, file.size);
}

/** What the server says to the person; where it takes no pieces, the file goes with the form. */
async function refusal(answer) {
  const error = new Error(await answer.text());
  error.refused = true;
  error.fallback = [403, 404, 405, 412].includes(answer.status);
  return error;
}

function given() {
  const error = new Error('La connexion ne revient pas. Choisissez de nouveau ce fichier un peu plus tard.');
  error.refused = true;
  return error;
}

/** Waits, or until the browser says that it is connected again. */
function pause(seconds, signal) {
  return new Promise((done, failed) => {
    const timer = setTimeout(done, seconds * 1000);
    addEventListener('online', () => done(clearTimeout(timer)), { once: true });
    signal.addEventListener('abort', () => failed(new Error('dropped')), { once: true });
  });
}

function giveBack(input, file) {
  const back = new DataTransfer();
  back.items.add(file);
  input.files = back.files;
  return input.files.length > 0;
}

/** What this tab knows of uploads of a page, by field and file: enough to go on after the page is loaded again. */
function memoryOf(path) {
  const place = `envois:${path}`;
  const all = () => JSON.parse(sessionStorage.getItem(place) ?? '{}');
  const change = (work) => {
    const known = all();
    work(known);
    sessionStorage.setItem(place, JSON.stringify(known));
  };
  return {
    of: (field) => Object.entries(all()[field] ?? {}),
    at: (field, key) => all()[field]?.[key],
    keep: (field, key, upload) => change((known) => Object.assign((known[field] ??= {}), { [key]: upload })),
    drop: (field, key) => change((known) => delete known[field]?.[key]),
    forget: () => sessionStorage.removeItem(place),
  };
}

/** One file under its box: its name, how far it is, and the button that drops it. */
function lineOf(list, input, { name, size }, key) {
  const line = made('li', {});
  line.dataset.key = key;
  const title = made('span', { className: 'upload-name', textContent: `${name} (${weight(size)})` });
  const bar = made('progress', { max: 100, value: 0 });
  bar.setAttribute('aria-label', `Envoi de ${name}`);
  const percent = made('span', { className: 'upload-percent', textContent: `0${NBSP}%` });
  const state = made('span', { className: 'upload-state' });
  state.setAttribute('role', 'status');
  const button = made('button', {
    type: 'button',
    className: 'button button-quiet',
    textContent: `Retirer «${NBSP}${name}${NBSP}»`,
  });
  line.append(title, bar, percent, state, button);
  list.append(line);
  line.drop = () => button.click();
  return {
    remove: () => line.remove(),
    onDrop: (work) => button.addEventListener('click', work),
    at(share) {
      const whole = Math.floor(share * 100);
      bar.value = whole;
      percent.textContent = `${whole}${NBSP}%`;
    },
    say: (text) => {
      state.textContent = text;
    },
    done(url) {
      bar.remove();
      percent.remove();
      state.textContent = 'Envoyé';
      line.append(
        made('input', { type: 'hidden', name: `${input.name}--sent`, value: url.split('/').at(-1) }),
      );
    },
    fail(text) {
      bar.remove();
      percent.remove();
      line.classList.add('upload-failed');
      state.setAttribute('role', 'alert');
      state.textContent = text;
    },
  };
}

function statusLine(form) {
  const line = made('p', { className: 'upload-state' });
  line.setAttribute('role', 'status');
  return form.appendChild(line);
}

const made = (name, properties) => Object.assign(document.createElement(name), properties);

const base64 = (text) => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

/** « 2,3 Mo », as the server says it. */
function weight(bytes) {
  if (bytes < 1000) return `${bytes}${NBSP}${bytes < 2 ? 'octet' : 'octets'}`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)}${NBSP}ko`;
  const mega = bytes / 1_000_000;
  return `${mega.toLocaleString('fr-FR', { maximumFractionDigits: mega < 10 ? 1 : 0 })}${NBSP}Mo`;
}
