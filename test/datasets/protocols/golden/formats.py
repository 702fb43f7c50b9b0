"""Reads formats, label orders and formulas out of the organisers' and entrants' code, for formats.json.

python3 formats.py MERTools.git MER2023-Baseline.git ABAW6th.git Aff-Wild-models.git > formats.json
(bare clones of zeroQiaoba/MERTools @89120b7, zeroQiaoba/MER2023-Baseline @3c8b89b, FulgenceWen/ABAW6th @b8d8643, dkollias/Aff-Wild-models @6216c21)
"""
import ast, json, re, subprocess, sys
import numpy as np

tools, baseline, wen, organisers = sys.argv[1:]


def show(repo, path):
    return subprocess.run(['git', '-C', repo, 'show', f'HEAD:{path}'], check=True, capture_output=True, text=True).stdout


def function(source, name):
    tree = ast.parse(source)
    node = next(each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each.name == name)
    scope = {'np': np}
    exec(ast.get_source_segment(source, node), scope)
    return scope[name]


def first(pattern, text):
    return re.search(pattern, text).group(1)


release = show(baseline, 'main-release.py')
combined = function(release, 'overall_metric')
semi = show(tools, 'MER2025/MER2025_Track1/submission.py')
ccc = function(show(organisers, 'eval_script.py'), 'concordance_cc2')
emotions = [show(tools, f'{year}/toolkit/globals.py') for year in ('MER2024', 'MER2025/MER2025_Track1', 'MER2026/MER2026_Track1')]
words = show(tools, 'MER2024/ov_store/predict-openset.csv').splitlines()

print(json.dumps({
    'merEmotions': [ast.literal_eval(first(r'emos(?:_mer)? = (\[.*\])', text)) for text in (release, *emotions)],
    'mer2023Header': ast.literal_eval(first(r"columns = (\['name'.*\])", release)),
    'mer2023Combined': [[f1, mse, combined(f1, mse)] for f1, mse in ((0.7757, 0.88), (0.21, 3.2))],
    'merSemiHeader': ['name', *ast.literal_eval(first(r'name2key, (\[.*\])\)', semi))],
    'merSemiCount': int(first(r'len\(name2pred\) == (\d+)', show(tools, 'MER2025/MER2025_Track1/evaluation.py'))),
    'merFgCount': int(first(r'len\(name2pred\) == (\d+)', show(tools, 'MER2025/MER2025_Track23/evaluation.py'))),
    'merWordsHeader': words[0].split(','),
    'vaHeader': first(r'header = "(image_location.*?)\\n"', show(wen, 'VA/main-test.py')).split(','),
    'exprHeader': first(r'results = \["(image_location.*?)"\]', show(wen, 'Expr/submission_format.py')).split(','),
    'exprRow': first(r'item = f"(.*?)"', show(wen, 'Expr/submission_format.py')),
    'ccc': float(ccc(np.array([0.0, 1, 2]), np.array([1.0, 2, 4]))),
}, indent=1))
