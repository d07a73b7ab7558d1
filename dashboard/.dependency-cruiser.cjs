/* Which way imports point: ui and api know no feature, flow is pure, features meet at their doors. */
const FEATURES = [
  "account",
  "bots",
  "conversations",
  "deliveries",
  "editor",
  "intents",
  "settings",
  "trial",
];

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "flow-is-pure",
      severity: "error",
      from: { path: "^src/flow/", pathNot: "\\.test\\.ts$" },
      to: { path: "^src/(api|app|ui|features)/|node_modules/(react|@mantine|@tanstack|@xyflow)" },
    },
    {
      name: "ui-knows-nobody",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^src/(api|app|flow|features)/" },
    },
    {
      name: "api-knows-nobody",
      severity: "error",
      from: { path: "^src/api/" },
      to: { path: "^src/(app|flow|features)/" },
    },
    {
      name: "only-the-app-knows-the-app",
      severity: "error",
      from: { path: "^src/(?!app/|main)" },
      to: { path: "^src/app/" },
    },
    ...FEATURES.map((name) => ({
      name: `${name}-is-entered-by-its-door`,
      severity: "error",
      from: { path: "^src/features/", pathNot: `^src/features/${name}/` },
      to: { path: `^src/features/${name}/`, pathNot: `^src/features/${name}/index\\.ts$` },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types"] },
  },
};
