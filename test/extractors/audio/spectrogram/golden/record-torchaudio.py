"""Records torchaudio's log-mel levels, MFCC and Kaldi filter banks (modules of torchaudio 0.13.1 on torch 2.13): python record-torchaudio.py > torchaudio.json"""
import json
import torch
from torchaudio.compliance import kaldi
from torchaudio.transforms import AmplitudeToDB, MelSpectrogram, MFCC
from sound import make_sound, pick


def sound(seconds, rate):
    return torch.from_numpy(make_sound(seconds, rate))[None]


def rows(result):
    return result[0].T.numpy()


def log_mel(seconds, rate, top_db=80, **options):
    return rows(AmplitudeToDB("power", top_db)(MelSpectrogram(rate, **options)(sound(seconds, rate))))


FINE = {"n_fft": 1024, "win_length": 900, "hop_length": 256, "n_mels": 64, "f_min": 60.0, "f_max": 8000.0}
speech = sound(0.6, 16000)
out = {
    "torchaudio": "0.13.1",
    # The same modules with their numbers, made in single precision, applied in double precision: what is left when no sum is rounded
    "default levels in double precision": pick(rows(AmplitudeToDB("power", 80)(MelSpectrogram(16000).double()(speech.double())))),
    "default mfcc in double precision": pick(rows(MFCC(16000).double()(speech.double()))),
    "slaney bands in double precision": pick(rows(AmplitudeToDB("magnitude", None)(MelSpectrogram(16000, power=1.0, mel_scale="slaney", norm="slaney", **FINE).double()(speech.double())))),
    "odd rate in double precision": pick(rows(AmplitudeToDB("power", None)(MelSpectrogram(11025, n_fft=401, n_mels=80).double()(sound(0.4, 11025).double())))),
    "default levels": pick(log_mel(0.6, 16000)),
    "default mfcc": pick(rows(MFCC(16000)(speech))),
    "mfcc of logarithms": pick(rows(MFCC(16000, log_mels=True)(speech))),
    "levels without limit": pick(log_mel(0.4, 44100, None, **FINE)),
    "slaney bands of magnitudes": pick(rows(AmplitudeToDB("magnitude", None)(MelSpectrogram(16000, power=1.0, mel_scale="slaney", norm="slaney", **FINE)(speech)))),
    "odd rate": pick(log_mel(0.4, 11025, n_fft=400, n_mels=40)),
    "kaldi": pick(kaldi.fbank(speech).numpy()),
    "kaldi 80 bands": pick(kaldi.fbank(speech, num_mel_bins=80, high_freq=7600).numpy()),
    "kaldi at 44.1 kHz": pick(kaldi.fbank(sound(0.4, 44100), sample_frequency=44100, num_mel_bins=40).numpy()),
    "kaldi at 11.025 kHz": pick(kaldi.fbank(sound(0.4, 11025), sample_frequency=11025).numpy()),
}
print(json.dumps(out))
