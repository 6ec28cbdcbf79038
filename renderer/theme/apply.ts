/** Shows a theme on this page and follows the system's while that is what was chosen; returns what ends it. */
export function applyTheme(theme: 'system' | 'light' | 'dark'): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['scheme'] =
      theme === 'dark' || (theme === 'system' && dark.matches) ? 'dark' : 'light';
  };
  show();
  dark.addEventListener('change', show);
  return () => dark.removeEventListener('change', show);
}
