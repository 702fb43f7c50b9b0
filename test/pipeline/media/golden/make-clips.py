"""Makes the little clips of test/media and the frames OpenCV reads from them. opencv-python-headless 5.0.0, ffmpeg 5.1.9.

Run from anywhere: python3 test/pipeline/media/golden/make-clips.py
OpenCV 4.6 as in Debian 12 gives the same frames, but turns those of turned-90 and turned-270 the wrong way.
"""
import hashlib, json, pathlib, subprocess
import cv2

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "media"
CARD = "{source}=s={size}:r={rate}:d={seconds}"
CASES = {
    "h264-b-frames.mp4": (dict(source="testsrc2", size="96x64", rate=25, seconds=2), "-c:v libx264 -bf 3 -pix_fmt yuv420p"),
    "mpeg4-packed.avi": (dict(source="testsrc2", size="80x60", rate=25, seconds=30), "-c:v mpeg4 -bf 2 -q:v 20 -bsf:v mpeg4_unpack_bframes"),
    "variable-rate.mp4": (dict(source="testsrc2", size="64x48", rate=30, seconds=4), "-vf select=lt(random(1)\\,0.65) -fps_mode vfr -c:v libx264 -pix_fmt yuv420p -video_track_timescale 90000"),
    "odd-size.mkv": (dict(source="testsrc", size="321x243", rate=10, seconds=1), "-c:v libx264 -pix_fmt yuv444p -crf 30"),
}
# Degrees clockwise to upright; ffmpeg 5.1 reads its own tag the other way round.
TURNED = {"turned-90.mp4": 90, "turned-180.mp4": 180, "turned-270.mp4": 270}


def make(name, card, options):
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", CARD.format(**card), *options.split(), "-fflags", "+bitexact", str(FOLDER / name)]
    subprocess.run(command, check=True)
    return command


def turn(name, degrees):
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(FOLDER / "h264-b-frames.mp4"), "-c", "copy", "-t", "0.5", "-fflags", "+bitexact", "-metadata:s:v:0", f"rotate={(360 - degrees) % 360}", str(FOLDER / name)]
    subprocess.run(command, check=True)
    return command


def read(name):
    capture = cv2.VideoCapture(str(FOLDER / name))
    frames = []
    while True:
        found, frame = capture.read()
        if not found:
            return frames
        rgb = cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)
        frames.append({"milliseconds": round(capture.get(cv2.CAP_PROP_POS_MSEC), 6), "size": [rgb.shape[1], rgb.shape[0]],
                       "sha256": hashlib.sha256(rgb.tobytes()).hexdigest()[:16],
                       "mean": [round(float(value), 3) for value in rgb.mean(axis=(0, 1))]})


def record(name, command):
    frames = read(name)
    times = [frame["milliseconds"] for frame in frames]
    facts = {
        "licence": "MIT, made by this project",
        "command": " ".join(command).replace(str(FOLDER) + "/", ""),
        "reference": f"cv2.VideoCapture {cv2.__version__}; per frame the first 16 digits of the sha256 of the RGB bytes, or their mean",
        "size": frames[0]["size"],
        "milliseconds": times[:-1] if times[-1] < times[-2] else times,  # no time for the last frame of an AVI
    }
    # Decoders of MPEG-4 may differ by one grey level; those of H.264 may not.
    key = "mean" if name.endswith(".avi") else "sha256"
    facts[key] = [frame[key] for frame in frames]
    (FOLDER / name).with_suffix(".json").write_text(json.dumps(facts) + "\n")
    print(name, len(frames), (FOLDER / name).stat().st_size, "bytes")


for name, (card, options) in CASES.items():
    record(name, make(name, card, options))
for name, degrees in TURNED.items():
    record(name, turn(name, degrees))
