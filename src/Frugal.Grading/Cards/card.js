const reveal = () => { const task = location.hash.startsWith('#task-') && document.getElementById(location.hash.slice(1)); if (task) task.open = true; };
addEventListener('hashchange', reveal);
reveal();
