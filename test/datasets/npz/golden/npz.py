"""Writes npz.json: archives and pickles made by numpy and Python, with what is in them. Run: python3 npz.py (numpy 2.4.6, Python 3)."""
import base64, datetime, importlib, io, json, os, pickle, struct, subprocess, zipfile
import numpy as np

def b64(data): return base64.b64encode(data).decode()

def savez(save=np.savez_compressed, **arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return b64(file.getvalue())

def plain(x):
    """The same value as JSON can hold it: numbers beyond 2^53, bytes and arrays as tagged objects."""
    if isinstance(x, (np.ndarray, np.generic)) and x.dtype.kind == 'b': return plain(x.astype('u1')) # booleans of numpy are read as 0 and 1
    if isinstance(x, np.ndarray) and x.dtype.kind == 'S': return plain(np.char.decode(x, 'latin1'))
    if isinstance(x, np.ndarray): return {'shape': list(x.shape), 'values': [plain(v) for v in x.ravel(order='C').tolist()]}
    if isinstance(x, np.generic): return plain(x.item())
    if isinstance(x, (bytes, bytearray)): return {'bytes': list(x)}
    if isinstance(x, dict): return {'dict': [[plain(k), plain(v)] for k, v in x.items()]}
    if isinstance(x, (list, tuple)): return [plain(v) for v in x]
    if isinstance(x, bool) or x is None or isinstance(x, str): return x
    if isinstance(x, int) and abs(x) > 2**53 - 1: return {'int': str(x)}
    if isinstance(x, float) and (x != x or x in (float('inf'), float('-inf'))): return {'float': repr(x)}
    return x

shared = ['happy', 'sad']
everything = {
    'none': None, 'yes': True, 'no': False, 'ints': [0, 1, 255, 256, 65535, 65536, -1, -128, 2**31 - 1, -2**31, 2**40, -2**40, 2**53 - 1],
    'huge': [2**53, 2**64, -2**70], 'floats': [0.5, -10.0, 1e300, float('inf'), float('-inf'), float('nan')],
    'text': ['', 'worried', '开心', 'line\nend', "quote'\"", 'back\\slash', '\U0001f600', 'x' * 300], 'bytes': [b'', b'ab\x00\xff', b'y' * 300],
    'tuples': [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)], 'nested': {'a': {'b': [{}, []]}}, 'twice': [shared, shared],
    'f4': np.arange(6, dtype='<f4').reshape(2, 3) / 4, 'fortran': np.asfortranarray(np.arange(6, dtype='<f8').reshape(2, 3)), 'big end': np.array([1, -2], '>i4'),
    'bools': np.array([True, False]), 'words': np.array(['neutral', '悲伤', '']), 'latin': np.array([b'ab', b'c']), 'objects': np.array([{'emo': 1}, 'x', None], dtype=object),
    'u1': np.array([0, 255], 'u1'), 'i8': np.array([-5], 'i8'), 'f2': np.array([0.25], 'f2'), 'no rows': np.zeros((0, 3), 'f4'), 'one': np.array(7.5),
    'scalars': [np.float32(-1.5), np.float64(0.8), np.int64(-3), np.bool_(True), np.str_('angry')],
}

class Harm:
    def __init__(self, *call): self.call = call
    def __reduce__(self): return self.call

class Thing:
    pass

def refused(value, protocol=4): return b64(pickle.dumps(value, protocol))

mer = {'sample_00000001': {'emo': 'worried', 'val': -2.5}, 'sample_00000002': {'emo': 'happy', 'val': 2.0}}
archives = {
    'labels of MER': (savez(train_corpus=mer, test1_corpus={}), {'train_corpus': mer, 'test1_corpus': {}}),
    'labels as numpy scalars': (savez(train_corpus={'a_1': {'emo': 0, 'val': np.float32(1.5)}}), {'train_corpus': {'a_1': {'emo': 0, 'val': 1.5}}}),
}
arrays = {'filenames': np.array(['sample_1', 'sample_22']), 'fileitems': np.array(['happy, excited', '']), 'emo_probs': np.array([[0.25, 0.75], [1, 0]]), 'count': np.array(3)}

def crash(data, at):
    data = bytearray(base64.b64decode(data)); data[at] ^= 0xff
    return b64(bytes(data))

def zipped(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name in names: archive.writestr(zipfile.ZipInfo(name), b'\0' * 5000, compress_type=zipfile.ZIP_DEFLATED)
    return b64(file.getvalue())

def npy(header):
    return b64(b'\x93NUMPY\x01\x00' + struct.pack('<H', len(header) + 1) + header.encode() + b'\n')

def lying(size):
    """The sizes in both headers say `size` in place of 5000."""
    return b64(base64.b64decode(zipped('a.npy')).replace(struct.pack('<I', 5000), struct.pack('<I', size)))

json.dump({
    'numpy': np.__version__,
    'expected': plain(everything),
    'pickles': [{'protocol': p, 'bytes': b64(pickle.dumps(everything, p))} for p in range(6)],
    'python2': b64(b"(dp0\nS'emo'\np1\nS'ang\\x72y \\'n\\''\np2\nsVval\\u5f00\nI7\nsL\nI01\ns.".replace(b"sL\nI01\ns.", b"sS'long'\nL-12345678901234567890L\nsS'yes'\nI01\ns.")),
    'archives': [{'name': name, 'bytes': data, 'arrays': {key: plain(value) for key, value in value.items()}} for name, (data, value) in archives.items()],
    'arrays': {'bytes': savez(**arrays), 'stored': savez(np.savez, **arrays), 'values': {key: plain(value) for key, value in arrays.items()}},
    'refused': [
        ['posix.system', refused(Harm(os.system, ('true',)))], ['posix.system', refused(Harm(os.system, ('true',)), 0)], ['builtins.eval', refused(Harm(eval, ('1',)))],
        ['__builtin__.eval', refused(Harm(eval, ('1',)), 2)], ['builtins.getattr', refused(Harm(getattr, ('', 'x')))], ['datetime.date', refused(datetime.date(2020, 1, 1))],
        ['__main__.Thing', refused(Thing())], ['__builtin__.set', refused({1, 2}, 2)], ['a set', refused({1, 2})], ['numpy.dtype itself', refused({'a': (np.dtype,)})],
        ['numpy.ndarray itself', refused([np.ndarray])],
        ['an object of a class', b64(b"(S'true'\nios\nsystem\n.")], ['os.system', b64(b"(cos\nsystem\nS'true'\no.")], ['an object of a class', b64(b'cnumpy\ndtype\n)\x81.')],
        ['an object of a registered class', b64(b'\x82\x01.')], ['an object that is kept elsewhere', b64(b'Pabc\n.')], ['an object that is kept elsewhere', b64(b'NQ.')],
        ['data outside the file', b64(b'\x97.')], ['constructor.prototype', b64(b'cconstructor\nprototype\n.')], ['sets the inside of an object', b64(b'}}b.')],
        ['numpy.fromfile', b64(b"cnumpy\nfromfile\n(S'/etc/passwd'\ntR.")], ['subprocess.Popen', refused(Harm(subprocess.Popen, ('true',)))],
        ['importlib.import_module', refused(Harm(importlib.import_module, ('os',)))],
    ],
    'broken': [
        ['type "V8"', refused(np.array([(1, 2.0)], dtype=[('a', 'i4'), ('b', 'f4')]))],
        ['type "M8"', refused(np.array(['2020'], dtype='M8[Y]'))],
        ['ends in the middle of a value', b64(pickle.dumps(everything, 4)[:-200])],
        ['ends in the middle of a value', b64(b'\x80\x04X\xff\xff\xff\x7fabc.')],
        ['goes on for 3 bytes', b64(pickle.dumps(1) + b'abc')],
        ['protocol 9', b64(b'\x80\x09N.')],
        ['instruction 0xff at byte 2', b64(b'\x80\x04\xff.')],
        ['takes a value that is not there', b64(b'\x80\x04.')],
        ['takes a value that is not there', b64(b'\x80\x04(N0t0.')],
        ['asks for value 7', b64(b'\x80\x04h\x07.')],
        ['appends to what is no list', b64(b'\x80\x04NNa.')],
        ['sets items of what is no dict', b64(b'\x80\x04}(NNNu.')],
        ['calls what is no function', b64(b'\x80\x04N)R.')],
        ['"12x" for an integer', b64(b'I12x\n.')],
        ['integer of 2000 bytes', b64(b'\x8b\xd0\x07\x00\x00' + b'\1' * 2000 + b'.')],
        ['"constructor" for a number', b64(b'Fconstructor\n.')],
        ['shape (1000000000000) and type S0', b64(b"cnumpy.core.multiarray\n_reconstruct\n)R(I1\n(I1000000000000\ntcnumpy\ndtype\n(S'S0'\nI0\nI1\ntRI00\nS''\ntb.")],
        ['without the 4000000000000 bytes', b64(b"cnumpy.core.multiarray\n_reconstruct\n)R(I1\n(I1000000\ntcnumpy\ndtype\n(S'U1000000'\nI0\nI1\ntRI00\nS''\ntb.")],
        ['without the 40 bytes', b64(pickle.dumps(np.arange(5.0), 3).replace(b'C(', b'C ').replace(struct.pack('<d', 4.0), b''))],
    ],
    'objects saved alone': b64((lambda f: (np.save(f, np.array({'a': 1}, dtype=object)), f.getvalue())[1])(io.BytesIO())),
    'damaged': crash(archives['labels of MER'][0], 220),
    'cut': b64(base64.b64decode(archives['labels of MER'][0])[:-30]),
    'outside': zipped('../a.npy'), 'absolute': zipped('/etc/a.npy'), 'drive': zipped('c:a.npy'), 'twice': zipped('a.npy', 'a.npy'), 'many': zipped(*[f'{i}.npy' for i in range(5)]),
    'elements without bytes': npy("{'descr': '<U0', 'fortran_order': False, 'shape': (1000000000000,), }"), 'empty scalar': savez(a=np.str_('')), 'no arrays': zipped('readme.txt'), 'zeros': zipped('a.npy'), 'lying': lying(50),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'npz.json'), 'w'), indent=1, ensure_ascii=False)
