import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.KAULI_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy: { "/api": server, "/healthz": server } },
  build: {
    outDir: process.env.KAULI_DASHBOARD_OUT ?? "../kauli/dashboard",
    emptyOutDir: true,
    target: "es2023",
    // Everything comes from the server's own address: nothing is inlined that a policy would refuse.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
