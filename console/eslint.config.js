import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

const PALETTE =
  "(slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose)-[0-9]{2,3}|(bg|text|border)-(white|black)";
const COLOUR = "Take a token of tokens.css: a part of the product names no colour of its own.";
const TEXT = "Put the words in the feature's locales and take them by t().";

/** What only the kit may say: colours by value, Tailwind's palette, arbitrary colours. */
const colours = ["Literal[value", "TemplateElement[value.raw"].flatMap((node) => [
  { selector: `${node}=/#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})\\b/]`, message: COLOUR },
  { selector: `${node}=/(^|[\\s:])(${PALETTE})\\b/]`, message: COLOUR },
  { selector: `${node}=/(^|[\\s:])[a-z]+-(${PALETTE})\\b/]`, message: COLOUR },
  { selector: `${node}=/(bg|text|border|fill|stroke)-\\[(#|rgb|hsl|oklch)/]`, message: COLOUR },
]);

/** Words of a person's language inside JSX. Marks, numbers and the product's name are none. */
const words = [
  { selector: "JSXText[value=/[A-Za-z\\u0E00-\\u0E7F]{2,}/]:not([value=/^\\s*Comity\\s*$/])", message: TEXT },
  {
    selector:
      "JSXAttribute[name.name=/^(label|title|placeholder|alt|hint|description|aria-label|text|action)$/] > Literal[value=/[A-Za-z\\u0E00-\\u0E7F]{2,}/]",
    message: TEXT,
  },
];

/** zod's `z` and its default export bring every locale along; a namespace or single names do not. */
const zod = ["ImportSpecifier[imported.name=z]", "ImportDefaultSpecifier"].map((specifier) => ({
  selector: `ImportDeclaration[source.value=zod] > ${specifier}`,
  message: 'Write `import * as z from "zod"`, or take its parts by name.',
}));

/** Which modules a layer may not import. */
function layer(files, forbidden, message) {
  const patterns = [{ group: forbidden, message }];
  return { files: [files], rules: { "no-restricted-imports": ["error", { patterns }] } };
}

export default ts.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    languageOptions: { globals: globals.browser },
    plugins: { "react-hooks": hooks, "jsx-a11y": jsxA11y },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      ...jsxA11y.flatConfigs.recommended.rules,
      "jsx-a11y/no-autofocus": "off",
      "no-unused-private-class-members": "off", // it does not see `??=`; TypeScript does
      "jsx-a11y/label-has-associated-control": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  // app → features → shared → api; features do not know each other.
  layer("src/api/**/*.ts", ["@/app", "@/app/*", "@/features/*", "@/shared/*"], "api knows nothing above it."),
  layer("src/shared/**/*.{ts,tsx}", ["@/app", "@/app/*", "@/features/*"], "shared knows neither app nor features."),
  layer(
    "src/features/**/*.{ts,tsx}",
    ["@/app", "@/app/*", "@/features/*", "../../*"],
    "A feature imports shared and api alone.",
  ),
  { files: ["src/**/*.{ts,tsx}"], rules: { "no-restricted-syntax": ["error", ...zod] } },
  {
    files: ["src/features/**/*.{ts,tsx}", "src/app/**/*.{ts,tsx}"],
    rules: { "no-restricted-syntax": ["error", ...zod, ...colours, ...words] },
  },
  {
    // The kit makes widgets out of plain elements (separator, listbox, grid row); axe judges them on the rendered page.
    files: ["src/shared/ui/**/*.tsx"],
    rules: {
      "jsx-a11y/no-noninteractive-tabindex": "off",
      "jsx-a11y/no-noninteractive-element-interactions": "off",
      "jsx-a11y/no-static-element-interactions": "off",
      "jsx-a11y/click-events-have-key-events": "off",
    },
  },
  {
    files: ["**/*.test.{ts,tsx}", "src/gallery.tsx", "src/test-setup.ts"],
    rules: { "no-restricted-syntax": "off", "@typescript-eslint/no-empty-function": "off" },
  },
  {
    files: ["public/*.js"],
    rules: {
      "@typescript-eslint/no-unused-vars": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "no-undef": "off",
      "prefer-const": "off",
      "no-empty": "off",
      "no-var": "off",
    },
  },
  {
    files: ["*.ts", "*.js", "scripts/**", "e2e/**"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);
