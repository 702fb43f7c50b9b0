"""Scores of an open vocabulary by the organisers' own functions on small tables of our own, for words.json.

python3 words.py MERTools.git > words.json (a bare clone of zeroQiaoba/MERTools @89120b7)
"""
import ast, csv, io, json, os, re, subprocess, sys, tempfile
import numpy as np
import pandas as pd


def show(path):
    return subprocess.run(['git', '-C', sys.argv[1], 'show', f'HEAD:{path}'], check=True, capture_output=True, text=True).stdout


def take(scope, path, *names):
    source = show(path)
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            exec(ast.get_source_segment(source, node), scope)


FORMATS = [['joyful', 'joyful,joyfully,joy'], ['joy', 'joy,joys'], ['sad', 'sad,sadly,saddened'], ['gloomy', 'gloomy,gloom'], ['angry', 'angry,angrily,anger'], ['furious', 'furious,furiously'], ['calm', 'calm,calmly'], ['serene', 'serene'], ['puzzled', 'puzzled']]
RUNS = {1: {'joyful': ['joy', 'serene'], 'sad': ['gloomy'], 'angry': ['furious'], 'calm': ['serene']}, 2: {'joyful': [], 'sad': [], 'angry': ['puzzled'], 'calm': ['gloomy']}}
SYNONYMS = [[key for run in (1, 2) for key in (word, str(RUNS[run][word]))] for word in RUNS[1]]
WHEELS = {
    'wheel1': [['Happy', 'joyful', 'calm'], ['', '', 'glad'], ['Unhappy', 'sad', 'gloomy'], ['', 'angry', 'furious']],
    'wheel2': [['positive', 'calm', 'serene'], ['', 'joyful', 'joy'], ['negative', 'angry', 'furious'], ['', 'sad', 'gloomy'], ['', '', 'calm']],
}
TRUE = {'a': ['joyful', 'serene'], 'b': ['Saddened', 'furiously'], 'c': ['puzzled'], 'd': ['unheard-of'], 'e': ['gloom'], 'f': ['calmly', 'anger']}
SAID = {'a': ['joys', 'gloom'], 'b': ['angrily'], 'c': ['furious', 'calm'], 'd': ['sad'], 'e': ['who knows'], 'f': ['serene', 'furious', 'sadly']}

folder = tempfile.mkdtemp()
names = {'format': ['name', 'format'], 'synonym': ['word_run1', 'synonym_run1', 'word_run2', 'synonym_run2'], 'wheel1': ['level1', 'level2', 'level3'], 'wheel2': ['level1', 'level2', 'level3']}
tables = {}
for name, rows in {'format': FORMATS, 'synonym': SYNONYMS, **WHEELS}.items():
    text = io.StringIO()
    csv.writer(text, lineterminator='\n').writerows([names[name], *rows])
    tables[f'{name}.csv'] = text.getvalue()
    with open(os.path.join(folder, name + ('.csv' if name == 'format' else '.xlsx')), 'w') as file:
        file.write(text.getvalue())


class Config:
    EMOTION_WHEEL_ROOT = folder


pd.read_excel = pd.read_csv
scope = {'np': np, 'pd': pd, 're': re, 'os': os, 'glob': __import__('glob'), 'config': Config}
take(scope, 'MER2025/MER2025_Track23/toolkit/utils/functions.py', 'string_to_list', 'listlist_to_list')
scope['func_read_key_from_csv'] = lambda path, key: pd.read_csv(path)[key].tolist()
take(scope, 'MER2025/MER2025_Track23/my_affectgpt/evaluation/wheel.py', 'read_wheel_to_map', 'convert_all_wheels_to_candidate_labels', 'func_merge_map', 'read_candidate_synonym_onerun', 'read_format2raws', 'func_get_wheel_cluster', 'func_backward_case3', 'func_map_label_to_synonym', 'calculate_openset_overlap_rate', 'func_backward_case1', 'func_backward_case2')
print_ = print
scope['print'] = lambda *_: None
formats = scope['read_format2raws']()
synonyms = scope['func_merge_map'](scope['read_candidate_synonym_onerun']('run1'), scope['read_candidate_synonym_onerun']('run2'))
levels = {}
for level in ('level1', 'level2'):
    scores = []
    for wheel in WHEELS:
        precision, recall = scope['calculate_openset_overlap_rate'](name2gt=TRUE, name2pred=SAID, metric=f'case3_{wheel}_{level}', format_mapping=formats, raw_mapping={**{form: [] for form in formats}, **synonyms}, inter_print=False)
        scores.append([2 * precision * recall / (precision + recall), precision, recall])
    levels[level] = np.mean(scores, axis=0).tolist()

GROUPS = {'a': "[['joyful', 'joys'], ['serene', 'gloom']]", 'b': "[['saddened'], ['furiously', 'angrily']]", 'c': "[['puzzled'], ['furious'], ['calm']]", 'd': "[['unheard-of'], ['sad']]", 'e': "[['gloom'], ['who knows']]", 'f': "[['calmly', 'serene'], ['anger', 'furious'], ['sadly']]"}
overlap = {'np': np, 're': re, 'func_get_name2reason': lambda _: GROUPS, 'print': lambda *_: None}
take(overlap, 'MER2024/toolkit/utils/functions.py', 'string_to_list', 'listlist_to_list')
overlap['pd'] = pd
for name, words in (('gt', TRUE), ('pred', SAID)):
    pd.DataFrame({'name': list(words), 'openset': [str(each) for each in words.values()]}).to_csv(os.path.join(folder, name + '.csv'), index=False)
overlap['func_read_key_from_csv'] = scope['func_read_key_from_csv']
take(overlap, 'MER2024/main-ov.py', 'calculate_openset_overlap_rate_mer2024')
accuracy, recall = overlap['calculate_openset_overlap_rate_mer2024'](os.path.join(folder, 'gt.csv'), os.path.join(folder, 'pred.csv'), None)
print_(json.dumps({'tables': tables, 'actual': TRUE, 'said': SAID, 'groups': GROUPS, 'level1': levels['level1'], 'level2': levels['level2'], 'overlap': [accuracy, recall]}))
