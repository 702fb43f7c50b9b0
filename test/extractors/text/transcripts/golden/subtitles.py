"""Reads the samples with pysrt 1.0.1 and webvtt-py 0.4.6 (Debian's python3-pysrt and python3-webvtt) and writes what they found.

    python3 subtitles.py > subtitles.json
"""
import json
import re

import pysrt
import webvtt

srt = [{"start": item.start.ordinal / 1000, "end": item.end.ordinal / 1000, "text": re.sub(r"</?i>", "", item.text)} for item in pysrt.from_string(open("sample.srt", encoding="utf-8").read())]
vtt = [{"start": caption.start_in_seconds, "end": caption.end_in_seconds, "text": caption.text} for caption in webvtt.read("sample.vtt")]
print(json.dumps({"srt": srt, "vtt": vtt}, ensure_ascii=False, indent=1))
