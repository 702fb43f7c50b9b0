# Writes one TextGrid in the forms that Praat has. Run in this folder: praat --run make.praat
Create TextGrid: 0, 4, "sentences words clicks", "clicks"
Insert boundary: 1, 0.5
Insert boundary: 1, 2.25
Set interval text: 1, 2, "He said ""no""."
Insert boundary: 2, 0.5
Insert boundary: 2, 0.9
Insert boundary: 2, 1.5
Insert boundary: 2, 2.25
Set interval text: 2, 2, "He"
Set interval text: 2, 3, "said"
Set interval text: 2, 4, """no""."
Insert point: 3, 1.25, "click"
Text writing preferences: "UTF-8"
Save as text file: "praat-long.TextGrid"
Save as short text file: "praat-short.TextGrid"
Save as chronological text file: "praat-chronological.TextGrid"
Save as binary file: "praat-binary.TextGrid"
Set interval text: 1, 2, "Sie möchte 你好"
Text writing preferences: "UTF-16"
Save as text file: "praat-utf16.TextGrid"
