// Comfort for whoever gives a place: addresses are proposed while one types, a telephone says where it is, a map is moved under
// a mark. Everything ends in boxes that are there without it.

const { addresses, tiles, credit, commune } = document.body.dataset;
/** Where the library of maps is: published under other names. */
const LEAFLET = { script: './leaflet.js', styles: './leaflet.css' };
const WAIT = 250;
const LEAST = 4;

/** The box of a part of a field: `number` finds `rue--line`. */
const part = (fieldset, name) => fieldset.querySelector(`[name$="--${name}"]`);

function fill(box, value) {
  box.value = value;
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A line that is read out when it changes. */
function statusIn(fieldset) {
  const line = document.createElement('p');
  line.className = 'field-note';
  line.setAttribute('role', 'status');
  fieldset.append(line);
  return line;
}

async function search(text) {
  const answer = await fetch(`${addresses}?q=${encodeURIComponent(text)}`);
  return answer.ok ? answer.json() : [];
}

function proposeAddresses(fieldset, number) {
  const [line, code, town] = ['line', 'postal-code', 'commune'].map((name) => part(fieldset, name));
  const list = document.createElement('datalist');
  list.id = `adresses-${number}`;
  // What the browser remembers would cover what is proposed.
  line.autocomplete = 'off';
  line.setAttribute('list', list.id);
  const insee = document.createElement('input');
  insee.type = 'hidden';
  insee.name = line.name.replace(/--line$/, '--insee');
  fieldset.append(list, insee);
  const status = statusIn(fieldset);
  let found = [];
  let timer;
  let last = '';
  line.addEventListener('input', () => {
    clearTimeout(timer);
    const chosen = found.find(({ label }) => label === line.value);
    if (chosen) return take(chosen);
    insee.value = '';
    const text = line.value.trim();
    if (text.length < LEAST || text === last) return;
    timer = setTimeout(() => void propose(text), WAIT);
  });
  async function propose(text) {
    last = text;
    const answer = await search([text, code.value, town.value].join(' ').trim()).catch(() => []);
    // Someone who typed on meanwhile is proposed what they typed last.
    if (line.value.trim() !== text) return;
    found = answer;
    list.replaceChildren(
      ...found.map(({ label }) => Object.assign(document.createElement('option'), { value: label })),
    );
  }
  for (const box of [code, town])
    box.addEventListener('input', (event) => {
      if (event.isTrusted) insee.value = '';
    });
  function take(address) {
    found = [];
    list.replaceChildren();
    last = address.line;
    fill(line, address.line);
    fill(code, address.postalCode);
    fill(town, address.commune);
    insee.value = address.insee;
    status.textContent = `Adresse complétée\u00A0: ${address.postalCode} ${address.commune}.`;
  }
}

/** Degrees as a person reads them: « 48,44120 ». */
const degrees = (value) => value.toFixed(5).replace('.', ',');
const toNumber = (box) => Number.parseFloat(box.value.replace(',', '.'));

function findPlace(fieldset) {
  const [lat, lon] = ['lat', 'lon'].map((name) => part(fieldset, name));
  const ways = document.createElement('p');
  ways.className = 'actions';
  const boxes = fieldset.querySelector('.field-more');
  boxes.before(ways);
  const status = statusIn(fieldset);
  const put = (latitude, longitude) => {
    fill(lat, degrees(latitude));
    fill(lon, degrees(longitude));
  };
  const way = (text, run) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-quiet';
    button.textContent = text;
    button.addEventListener('click', () => run(button));
    ways.append(button, ' ');
    return button;
  };
  let map;
  if (navigator.geolocation)
    way('Utiliser ma position', () => {
      status.textContent = 'Nous cherchons votre position…';
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          put(coords.latitude, coords.longitude);
          map?.setView([coords.latitude, coords.longitude], 18);
          status.textContent = `Position trouvée, à ${Math.max(1, Math.round(coords.accuracy))} mètres près.`;
        },
        () => {
          status.textContent =
            'Votre appareil ne dit pas où il est. Décrivez l’endroit, ou choisissez une autre façon.';
        },
        { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
      );
    });
  if (!tiles) return;
  const open = way('Choisir sur une carte', async (button) => {
    button.disabled = true;
    map = await openMap(fieldset, { lat, lon, put }).catch(() => undefined);
    if (map) return button.remove();
    button.disabled = false;
    status.textContent = 'La carte ne s’ouvre pas. Réessayez, ou décrivez l’endroit.';
  });
  open.setAttribute('aria-expanded', 'false');
}

/** The map moves under a mark that stays in its middle: by finger, by mouse, or by the arrows of the keyboard. */
async function openMap(fieldset, { lat, lon, put }) {
  const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: LEAFLET.styles });
  const styled = new Promise((resolve, reject) => {
    sheet.addEventListener('load', resolve);
    sheet.addEventListener('error', reject);
  });
  document.head.append(sheet);
  await Promise.all([import(LEAFLET.script), styled]);
  const { map: makeMap, tileLayer } = globalThis.leaflet ?? globalThis.L;
  const frame = document.createElement('div');
  frame.className = 'place-map';
  const ground = document.createElement('div');
  ground.setAttribute('aria-label', 'Carte. Les flèches la déplacent, plus et moins la grossissent.');
  ground.setAttribute('role', 'application');
  const help = document.createElement('p');
  help.className = 'field-hint';
  help.textContent =
    'Déplacez la carte pour mettre l’endroit sous le repère. Au clavier\u00A0: les flèches, et les touches + et −.';
  frame.append(ground);
  fieldset.querySelector('.field-more').before(help, frame);
  const known = [toNumber(lat), toNumber(lon)];
  const [start, zoom] = known.every(Number.isFinite) ? [known, 17] : await townView();
  const shown = makeMap(ground, { zoomControl: true, maxZoom: 19 }).setView(start, zoom);
  shown.attributionControl.setPrefix(false);
  tileLayer(tiles, { attribution: credit.replace(/[&<>]/g, ''), maxZoom: 19 }).addTo(shown);
  for (const [name, text] of [
    ['in', 'Grossir la carte'],
    ['out', 'Réduire la carte'],
  ]) {
    const control = ground.querySelector(`.leaflet-control-zoom-${name}`);
    control.title = text;
    control.setAttribute('aria-label', text);
  }
  shown.on('moveend', () => {
    const { lat: latitude, lng: longitude } = shown.getCenter();
    put(latitude, longitude);
  });
  ground.focus();
  return shown;
}

/** The commune of the site, where addresses can be looked up; all of France else. */
async function townView() {
  const [town] = addresses && commune ? await search(commune).catch(() => []) : [];
  return town ? [[town.latitude, town.longitude], 15] : [[46.6, 2.4], 6];
}

for (const [number, fieldset] of [...document.querySelectorAll('[data-place="address"]')].entries())
  if (addresses) proposeAddresses(fieldset, number);
for (const fieldset of document.querySelectorAll('[data-place="point"]')) findPlace(fieldset);
