import { defineConfig } from 'vitepress';
import { slugOf } from '../parts/links.mjs';
import { sidebar } from '../parts/sidebar.mjs';

const base = process.env.WAYBILL_SITE_BASE ?? '/';

export default defineConfig({
  title: 'Waybill',
  description: 'The Node.js SDK for customer data that accounts for every event',
  lang: 'en',
  base,
  srcDir: 'content',
  outDir: 'dist',
  cacheDir: 'node_modules/.vitepress',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` }]],
  // The index of the search is a megabyte, and loaded when somebody searches.
  vite: { build: { chunkSizeWarningLimit: 2_000 } },
  // Links to pages of another server are not ours; all others have to lead somewhere.
  ignoreDeadLinks: [/^https?:/],
  markdown: {
    anchor: { slugify: slugOf },
    toc: { slugify: slugOf },
    headers: { slugify: slugOf },
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide/getting-started', activeMatch: '^/guide/' },
      { text: 'Reference', link: '/reference/options', activeMatch: '^/reference/' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      { text: 'Changes', link: '/project/changelog' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
  },
});
