// Lets Node import JSON files as Node before 22 cannot without attributes: node --import json_import.mjs …
import { readFile } from "node:fs/promises";
import { register } from "node:module";

export async function load(url, context, next) {
  if (!url.endsWith(".json")) return next(url, context);
  const text = await readFile(new URL(url), "utf8");
  return { format: "module", shortCircuit: true, source: `export default ${text}` };
}

if (!import.meta.url.endsWith("?hooks")) register(`${import.meta.url}?hooks`);
