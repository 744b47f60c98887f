import { Container, Inject, Injectable, Logged, On, typesOf } from "./container.js";

/** Services that a container puts together. */
class Clock {
  now(): Date {
    return new Date(86_400_000);
  }
}

@Injectable()
class FixedClock extends Clock {
  override now(): Date {
    return new Date(0);
  }
}

@Injectable()
class Users {
  private readonly byName = new Map<string, { name: string; since: Date }>();

  constructor(@Inject(FixedClock) private readonly clock: Clock) {}

  @Logged
  add(name: string): number {
    this.byName.set(name, { name, since: this.clock.now() });
    return this.byName.size;
  }

  get all(): string[] {
    return [...this.byName.values()].map(({ name, since }) => `${name} since ${since.getUTCFullYear()}`);
  }
}

@Injectable("transient")
class Mailer {
  sent = 0;
  send(to: string, text: string): string {
    this.sent++;
    return `${text} → ${to} (${this.sent})`;
  }
}

@Injectable()
class Signup {
  constructor(
    @Inject(Users) private readonly users: Users,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {}

  @On("signup")
  @Logged
  async signUp(name: string): Promise<string> {
    if (this.users.add(name) > 2) throw new Error("full");
    return this.mailer.send(name, "welcome");
  }
}

const container = new Container();
const signup = container.get(Signup);
void signup.signUp("zoe");

export const CORPUS = [
  { name: "a service made by the container", fn: (name: string) => signup.signUp(name), args: ["ada"] },
  {
    name: "services and their state",
    fn: () => [container.get(Users).all, container.get(Users) === Reflect.get(signup, "users")],
  },
  { name: "an event", fn: async () => [await container.emit("signup", "bob"), container.get(Users).all] },
  {
    name: "a new instance",
    fn: () => [new Mailer().send("ada", "hi"), container.get(Clock).now().getTime()],
  },
  {
    name: "what a package keeps about classes",
    fn: () => typesOf(Signup),
    perhapsRefused: 'code of the package "reflect-metadata" that no module of it exports',
  },
  {
    name: "services made in the sandbox",
    fn: async () => {
      const own = new Container();
      const made = await own.get(Signup).signUp("cy");
      return [made, own.get(Users).all];
    },
  },
];
