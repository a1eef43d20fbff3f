/* What the pages do with script; without it each of them works by links and forms. */
document.addEventListener('click', function (event) {
	if (event.target.closest('[data-back]') && history.length > 1) {
		event.preventDefault();
		history.back();
	}
});

document.addEventListener('keydown', function (event) {
	if (event.ctrlKey || event.metaKey || event.altKey || event.repeat
			|| event.target.closest('input, textarea, select')) {
		return;
	}
	var button = document.querySelector('button[data-key="' + CSS.escape(event.key) + '"]');
	if (button) {
		event.preventDefault();
		button.click();
	}
});

/* A decision is sent once. */
document.addEventListener('submit', function (event) {
	if (event.target.hasAttribute('data-once')) {
		if (event.target.dataset.sent) {
			event.preventDefault();
		}
		event.target.dataset.sent = 'true';
	}
});

/* What is chosen is sent without a button. */
document.addEventListener('change', function (event) {
	if (event.target.hasAttribute('data-send')) {
		event.target.form.requestSubmit();
	}
});
