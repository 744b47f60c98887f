import { connect, createServer as createListener, type Socket } from "node:net";
import { join } from "node:path";
import { temporaryDirectory } from "./temporary-directory.js";

/** A connection to a unix socket that can be cut, as when a client is killed. */
export interface Cable extends Disposable {
  readonly address: string;
  cut(): void;
}

export async function layCable(address: string): Promise<Cable> {
  const directory = temporaryDirectory();
  const ends: Socket[] = [];
  const cut = (): void => {
    for (const end of ends.splice(0)) end.destroy();
  };
  const listener = createListener((near) => {
    const far = connect(address.replace(/^unix:\/\//, ""));
    ends.push(near, far);
    near.on("error", cut).pipe(far.on("error", cut)).pipe(near);
  });
  const path = join(directory.path, "cable.sock");
  await new Promise<void>((resolve) => listener.listen(path, () => resolve()));
  return {
    address: `unix://${path}`,
    cut,
    [Symbol.dispose]() {
      cut();
      listener.close();
      directory[Symbol.dispose]();
    },
  };
}
