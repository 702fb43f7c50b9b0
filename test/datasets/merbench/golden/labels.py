"""Writes labels.json: archives of labels as the toolkits of MER and MERBench write them. Run: python3 labels.py (numpy 2.4.6)."""
import base64, io, json, os
import numpy as np

def archive(**corpora):
    file = io.BytesIO()
    np.savez_compressed(file, **corpora)
    return base64.b64encode(file.getvalue()).decode()

emo = lambda **clips: {name: {'emo': value[0], 'val': value[1]} for name, value in clips.items()}
train = emo(sample_1=('worried', -2.5), sample_2=('anger', 0.0), sample_3=('neutral', ''))
hidden = lambda *names: {name: {'emo': 'neutral', 'val': -10} for name in names}
sentiment = lambda *pairs: {name: {'emo': 0, 'val': value} for name, value in pairs}

json.dump({
    'mer2023 out': archive(train_corpus=train, test1_corpus=emo(sample_4=('happy', 2.0), sample_5=('neutral', 0.25)), test2_corpus=emo(sample_6=('sad', -5.0)),
                           test3_corpus=emo(samplenew_1=('sad', -10), samplenew_2=('neutral', -10))),
    'mer2023 hidden': archive(train_corpus=train, test1_corpus=hidden('sample_4', 'sample_5'), test2_corpus=hidden('sample_6'), test3_corpus=hidden('samplenew_1', 'samplenew_2')),
    'mer2023 half out': archive(train_corpus=train, test1_corpus={**hidden('sample_4'), **emo(sample_5=('happy', 1.0))}),
    'mer2025': archive(train_corpus={'samplenew_1': {'emo': 'worried'}}, test1_corpus={'samplenew3_1': {'emo': 'neutral'}, 'samplenew3_2': {'emo': 'neutral'}}),
    'meld': archive(train_corpus={'train_dia0_utt0': {'emo': 3, 'val': -10}, 'train_dia0_utt1': {'emo': 6, 'val': -10}}, val_corpus={'val_dia0_utt0': {'emo': 2, 'val': -10}}, test_corpus={'test_dia0_utt0': {'emo': 0, 'val': -10}}),
    'iemocap six': archive(whole_corpus={'Ses01F_impro01_F000': {'emo': 2, 'val': -10}, 'Ses01F_impro01_M000': {'emo': 5, 'val': -10}, 'Ses05M_script01_1b_F012': {'emo': 4, 'val': -10}}),
    'iemocap four': archive(whole_corpus={'Ses01F_impro01_F000': {'emo': 2, 'val': -10}, 'Ses05M_script01_1b_F012': {'emo': 0, 'val': -10}}),
    'mosi': archive(train_corpus=sentiment(('03bSnISJMiM_1', np.float64(-0.8)), ('03bSnISJMiM_11', np.float64(3.0))), val_corpus=sentiment(('atnd_PF-Lbs_1', np.float64(-3.0))), test_corpus=sentiment(('k5Y_838nuGo_1', np.float32(0.0)))),
    'sims': archive(train_corpus=sentiment(('video_0018_0004', np.float64(-1.0))), val_corpus=sentiment(('video_0038_0028', np.float64(0.0))), test_corpus=sentiment(('video_0003_0006', np.float64(0.4)))),
    'class': archive(train_corpus=emo(sample_1=('disgust', 0.5))), 'code': archive(train_corpus=emo(sample_1=(6, 0.5))),
    'range': archive(train_corpus=emo(sample_1=('happy', 5.5))), 'nan': archive(train_corpus=emo(sample_1=('happy', float('nan')))), 'text': archive(train_corpus=emo(sample_1=('happy', 'high'))),
    'key': archive(train_corpus={'sample_1': {'emotion': 'happy'}}), 'entry': archive(train_corpus={'sample_1': 'happy'}), 'list': archive(train_corpus=np.array(['sample_1', 'happy'])),
    'array': archive(train_corpus=train, dev_corpus={}), 'outside': archive(train_corpus={'../x': {'emo': 'happy', 'val': 1.0}}), 'number': archive(train_corpus={7: {'emo': 'happy', 'val': 1.0}}),
    'twice': archive(train_corpus=emo(sample_1=('happy', 1.0)), test1_corpus=emo(sample_1=('happy', 1.0))),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'labels.json'), 'w'), indent=1)
