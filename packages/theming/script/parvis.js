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
