/** The prompt library: built-in prompts and one's own, for assistants and for the Search Term Generator. */
export { PromptLibrary } from "./PromptLibrary";
export { promptsQuery, type KnowledgeType, type Prompt, type Shelf } from "./reading";
