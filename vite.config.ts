import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const LOBBY = 'lobby/index.html';

/** Serves the lobby at `/`, the other pages at `/<page>/`: in development by address, in the build by file name. */
function lobbyAtRoot(): Plugin {
  return {
    name: 'lobby-at-root',
    enforce: 'post',
    configureServer({ middlewares }) {
      middlewares.use((request, _reply, next) => {
        if (request.url === '/' || request.url?.startsWith('/?')) request.url = `/${LOBBY}`;
        next();
      });
    },
    generateBundle(_options, bundle) {
      const page = bundle[LOBBY];
      if (page?.type !== 'asset') this.error(`the build has no ${LOBBY}`);
      delete bundle[LOBBY];
      this.emitFile({ type: 'asset', fileName: 'index.html', source: page.source });
    },
  };
}

const api = process.env.YUNTING_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: resolve(import.meta.dirname, 'client'),
  base: '/',
  publicDir: false,
  plugins: [react(), lobbyAtRoot()],
  server: { proxy: { '/api': api, '/avatars': api } },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/client'),
    emptyOutDir: true,
    manifest: true,
    // three.js is one chunk, asked for after the first paint; `npm run bench -- page` keeps its size in view.
    chunkSizeWarningLimit: 900,
    target: 'es2022',
    // Everything comes from files of our own origin: the page's content security policy allows no data: scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: resolve(import.meta.dirname, 'client', LOBBY) },
  },
});
