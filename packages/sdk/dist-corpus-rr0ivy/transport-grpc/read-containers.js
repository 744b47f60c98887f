import { isTerminalStatus } from "../config/index.js";
/** Containers as the server echoes them. Mounts that cannot be right are left out; one row is always primary. */
export function readContainers(containers) {
    const marked = containers.findIndex(({ primary }) => primary === true);
    return containers.map((container, index) => ({
        name: container.name,
        image: container.image,
        command: container.command,
        args: container.args,
        environmentVariables: container.environmentVariables,
        workingDir: container.workingDir,
        volumeMounts: container.volumeMounts.filter(isUsableMount),
        primary: marked === -1 ? index === 0 : container.primary === true,
    }));
}
/** How the containers are; an exit code only where there can be one. */
export function readContainerStatuses(statuses, toStatus) {
    return statuses.map(({ name, state, exitCode, restartCount }) => {
        const status = toStatus(state);
        return { name, state: status, exitCode: isTerminalStatus(status) ? exitCode : null, restartCount };
    });
}
function isUsableMount({ volume, mountPath }) {
    return volume !== "" && mountPath.startsWith("/") && !/^\/+$/.test(mountPath);
}
//# sourceMappingURL=read-containers.js.map