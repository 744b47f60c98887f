/** What images call the platform of this host. */
export function hostPlatform(): { readonly os: string; readonly architecture: string } {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  return { os: "linux", architecture };
}
