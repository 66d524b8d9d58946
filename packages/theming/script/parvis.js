// Comfort only: every page works without it.

// A form is sent once, however often its button is pressed.
addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'true';
  // Coming back to the page makes the form usable again.
  addEventListener('pageshow', () => delete form.dataset.sent, { once: true });
});

// The first thing to correct is read out and within reach.
document.querySelector('.error-summary')?.focus();

// Where a page says so, « / » goes to its search box.
const search = document.querySelector('[data-slash-key]');
if (search) {
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, select, textarea, [contenteditable]')) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
}

// Whoever gives a place is helped where that can be had.
if (document.querySelector('[data-place]')) void import('./places.js');

// Files go before their form, where it takes them so.
if (document.querySelector('form[data-uploads] input[type=file]')) {
  void import('./uploads.js').then(({ followUploads }) =>
    document.querySelectorAll('form[data-uploads]').forEach(followUploads),
  );
}

// The agenda of the desk takes an appointment by drag and drop.
if (document.querySelector('[data-calendar]')) void import('./calendar.js');

// Questions appear and calculations are made while one answers; the server decides again.
if (document.querySelector('[data-rules]')) {
  void import('./form-rules.js').then(({ followRules }) =>
    document.querySelectorAll('form').forEach(followRules),
  );
}
