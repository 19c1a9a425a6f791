"""Kills the process that explores, and sees what the program says of that.

killed.py NDISLINT FOLDER
"""

import pathlib
import re
import signal
import subprocess
import sys
import time

import drivers


def children_of(process):
    """The children of PROCESS that are in their second second of work: parsing takes less."""
    listed = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ticks = {child: pathlib.Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[11] for child in listed}
    return [int(child) for child, spent in ticks.items() if int(spent) > 100]


def main():
    ndislint, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    source = drivers.write(folder, "huge-loop", drivers.SHAPES["engine"]["huge-loop"])
    check = subprocess.Popen([ndislint, "check", "--no-slice", "--steps", "4000000000", source, "--", f"-I{drivers.INCLUDE}"],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while check.poll() is None and not children_of(check.pid):
        time.sleep(0.1)
    for child in children_of(check.pid):
        subprocess.run(["kill", f"-{signal.SIGKILL.value}", str(child)], check=True)
    output, _ = check.communicate()
    print(output, f"exit status {check.returncode}", sep="")
    return 0 if re.search(r"incomplete: the exploration died \(its process was ended by signal 9\)", output) else 1


sys.exit(main())
