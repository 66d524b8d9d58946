// An appointment is dragged onto free time: the same form as its page « Déplacer » is sent, and the server decides.

const form = document.querySelector('[data-drag-form]');
let dragged = null;

function targetOf(event) {
  return dragged && event.target.closest('[data-drop]');
}

if (form) {
  addEventListener('dragstart', (event) => {
    dragged = event.target.closest('[data-move]');
    if (!dragged) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.dataset.move);
  });
  addEventListener('dragend', () => {
    dragged = null;
    document.querySelector('.cal-over')?.classList.remove('cal-over');
  });
  addEventListener('dragover', (event) => {
    const target = targetOf(event);
    document.querySelector('.cal-over')?.classList.remove('cal-over');
    if (!target) return;
    event.preventDefault();
    target.classList.add('cal-over');
  });
  addEventListener('drop', (event) => {
    const target = targetOf(event);
    if (!target) return;
    event.preventDefault();
    form.action = dragged.dataset.move;
    form.elements.namedItem('version').value = dragged.dataset.version;
    form.elements.namedItem('creneau').value = target.dataset.drop;
    form.requestSubmit();
  });
}
