import { EngineError } from "@cwsandbox/engine";
import { readRootedFile } from "../files/index.js";
import { refuseArchive } from "./errors.js";

/** Ids inside the sandbox. */
export interface ImageUser {
  readonly uid: number;
  readonly gid: number;
}

/** A sandbox has as many ids as this, from 0. */
const MAX_ID = 65_535;
const MAX_DATABASE_BYTES = 1024 * 1024;
const NUMBER = /^\d{1,10}$/;

/**
 * Finds the user that an image asks for: `""`, `name`, `uid`, `name:group`, `uid:gid`. Names are looked up
 * in the image's own /etc/passwd and /etc/group; a user without a group gets the one of its entry there, else 0.
 *
 * @throws EngineError `invalid` when there is no such name or the id is above 65,535.
 */
export async function findUser(user: string, rootDirectory: string): Promise<ImageUser> {
  if (user === "") return { uid: 0, gid: 0 };
  const [userName = "", groupName] = user.split(":", 2);
  const passwd = await readDatabase(rootDirectory, "/etc/passwd");
  const entry = passwd.find((fields) => fields[NUMBER.test(userName) ? 2 : 0] === userName);
  const uid = NUMBER.test(userName) ? userName : entry?.[2];
  if (uid === undefined) throw unknown("user", userName, "/etc/passwd");
  if (groupName === undefined) return { uid: toId(uid, user), gid: toId(entry?.[3] ?? "0", user) };
  const gid = NUMBER.test(groupName) ? groupName : await findGroup(groupName, rootDirectory);
  return { uid: toId(uid, user), gid: toId(gid, user) };
}

async function findGroup(name: string, rootDirectory: string): Promise<string> {
  const groups = await readDatabase(rootDirectory, "/etc/group");
  const gid = groups.find((fields) => fields[0] === name)?.[2];
  if (gid === undefined) throw unknown("group", name, "/etc/group");
  return gid;
}

/** Lines of fields; none when the image has no such file. */
async function readDatabase(rootDirectory: string, path: string): Promise<readonly (readonly string[])[]> {
  try {
    const content = await readRootedFile(rootDirectory, path, MAX_DATABASE_BYTES);
    return Buffer.from(content)
      .toString("utf8")
      .split("\n")
      .map((line) => line.split(":"));
  } catch (error) {
    if (error instanceof EngineError && error.code === "file-not-found") return [];
    throw error;
  }
}

function toId(text: string, user: string): number {
  const id = Number(text);
  if (NUMBER.test(text) && id <= MAX_ID) return id;
  throw refuseArchive(
    `its User ${JSON.stringify(user)}`,
    `means the id ${text}, and ids go from 0 to ${MAX_ID}`,
  );
}

function unknown(kind: string, name: string, file: string): EngineError {
  return refuseArchive(`its ${kind} ${JSON.stringify(name)}`, `is not in ${file} of the image`);
}
