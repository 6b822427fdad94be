declare module "virtual:labels/*" {
  const labels: Record<string, unknown>;
  export default labels;
}
