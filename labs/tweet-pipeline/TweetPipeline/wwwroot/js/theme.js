// Runs before the first paint, so that a stored choice of colours never flashes.
try {
  const theme = localStorage.getItem('ondelys.theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* storage may be switched off: the system's colours then */ }
