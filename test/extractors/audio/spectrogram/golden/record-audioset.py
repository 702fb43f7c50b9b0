"""Records the inputs of VGGish and YAMNet with their authors' programs: python record-audioset.py > audioset.json
Needs tensorflow, and on PYTHONPATH mel_features.py (vggish), features.py and params.py (yamnet) of research/audioset in github.com/tensorflow/models."""
import json
import mel_features
import tensorflow as tf
from features import pad_waveform, waveform_to_log_mel_spectrogram_patches
from params import Params
from sound import make_sound, pick

VGGISH = {"audio_sample_rate": 16000, "log_offset": 0.01, "window_length_secs": 0.025, "hop_length_secs": 0.010, "num_mel_bins": 64,
          "lower_edge_hertz": 125, "upper_edge_hertz": 7500}


def vggish(sound):
    levels = mel_features.log_mel_spectrogram(sound.astype("float64"), **VGGISH)
    patches = mel_features.frame(levels, window_length=96, hop_length=96)
    return {"levels": pick(levels), "patches": len(patches), "last": pick(patches[-1])}


def yamnet(sound):
    levels, patches = waveform_to_log_mel_spectrogram_patches(pad_waveform(tf.constant(sound), Params()), Params())
    return {"levels": pick(levels.numpy()), "patches": len(patches), "last": pick(patches[-1].numpy())}


sound = make_sound(2.1, 16000)
out = {"tensorflow": tf.__version__, "vggish": vggish(sound), "yamnet": yamnet(sound), "yamnet, 0.1 s": yamnet(sound[:1600]),
       "yamnet, 15600": yamnet(sound[:15600]), "yamnet, 15601": yamnet(sound[:15601])}
print(json.dumps(out))
