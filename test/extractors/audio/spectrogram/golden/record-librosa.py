"""Records librosa's log-mel levels and MFCC (pip install librosa): python record-librosa.py > librosa.json"""
import json
import librosa
import numpy as np
from sound import make_sound, pick


def log_mel(y, rate, db=None, **options):
    return librosa.power_to_db(librosa.feature.melspectrogram(y=y, sr=rate, **options), **(db or {})).T


def mfcc(y, rate, db=None, n_mfcc=20, lifter=0, **options):
    return librosa.feature.mfcc(S=log_mel(y, rate, db, **options).T, n_mfcc=n_mfcc, lifter=lifter).T


HTK = {"n_fft": 400, "hop_length": 160, "n_mels": 40, "htk": True, "norm": None, "fmin": 20, "fmax": 7600}
ODD = {"n_fft": 551, "hop_length": 110, "win_length": 441, "n_mels": 26, "fmin": 50}
short = make_sound(0.6, 22050)
out = {
    "librosa": librosa.__version__,
    "default levels": pick(log_mel(short, 22050)),
    "default mfcc": pick(librosa.feature.mfcc(y=short, sr=22050).T),
    "levels at 8 kHz": pick(log_mel(make_sound(0.6, 8000), 8000)),
    "levels under the loudest": pick(log_mel(make_sound(0.6, 16000), 16000, {"ref": np.max, "top_db": 60}, **HTK)),
    "levels without limit": pick(log_mel(make_sound(0.6, 16000), 16000, {"top_db": None, "amin": 1e-8, "ref": 0.5}, **HTK)),
    "magnitudes": pick(librosa.amplitude_to_db(librosa.feature.melspectrogram(y=make_sound(0.6, 16000), sr=16000, power=1.0, **HTK), top_db=None).T),
    "odd size with lifter": pick(mfcc(make_sound(0.3, 11025), 11025, {"top_db": None}, n_mfcc=13, lifter=22, **ODD)),
    "a hundred samples": pick(log_mel(short[:100], 22050)),
    "one sample": pick(log_mel(short[1:2], 22050)),
    "silence": pick(log_mel(np.zeros(3000, np.float32), 22050)),
}
print(json.dumps(out))
