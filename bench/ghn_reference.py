"""Times a training step of the released GHN-2 (facebookresearch/ppuda) on one thread: the same networks, images and batch
as HypernetworkStepBenchmarks. Usage: python3 ghn_reference.py PPUDA_FOLDER NETS.jsonl [STEPS]

NETS.jsonl: `precocial deepnets generate --split train --count 8 --seed 1 -o NETS.jsonl`. Graphs are built beforehand, as
the released loader reads them from a file. Needs torch, torchvision, networkx, h5py and tqdm."""
import json, sys, time, types, statistics

def rearrange(t, pattern, h=None):
    if pattern == 'b n (h d) -> b h n d':
        b, n, d = t.shape
        return t.reshape(b, n, h, d // h).permute(0, 2, 1, 3)
    b, h, n, d = t.shape
    return t.permute(0, 2, 1, 3).reshape(b, n, h * d)

stub = types.ModuleType('einops'); stub.rearrange = rearrange; sys.modules.setdefault('einops', stub)
for name in ('matplotlib', 'matplotlib.pyplot', 'matplotlib.cm'):
    sys.modules.setdefault(name, types.ModuleType(name))
sys.modules['matplotlib'].cm = sys.modules['matplotlib.cm']; sys.modules['matplotlib'].pyplot = sys.modules['matplotlib.pyplot']
sys.path.insert(0, sys.argv[1])
import torch
torch.set_num_threads(1)
from ppuda.ghn.nn import GHN
from ppuda.deepnets1m.net import Network
from ppuda.deepnets1m.graph import Graph, GraphBatch
from ppuda.deepnets1m import genotypes

def read(path):
    for line in open(path):
        d = json.loads(line)
        if 'genotype' in d:
            yield d

def args(d):
    g = genotypes.from_dict(d['genotype'])
    keep = dict(C=d['C'], genotype=g, n_cells=d['n_cells'], ks=d['ks'], C_mult=d['C_mult'], fc_layers=d['fc_layers'],
                fc_dim=d['fc_dim'], glob_avg=d['glob_avg'], preproc=d['preproc'], stem_pool=d['stem_pool'],
                stem_type=d['stem_type'], norm=d['norm'])
    return dict(keep, num_classes=10, is_imagenet_input=False)

nets_args = [args(d) for d in read(sys.argv[2])][:8]
steps = int(sys.argv[3]) if len(sys.argv) > 3 else 5
graphs = [Graph(Network(**a), ve_cutoff=50) for a in nets_args]
ghn = GHN((64, 64, 11, 11), 10, hypernet='gatedgnn', decoder='conv', weight_norm=True, ve=True, layernorm=True, hid=32)
ghn.train()
optimizer = torch.optim.Adam(ghn.parameters(), lr=1e-3, weight_decay=1e-5)
images = torch.randn(64, 3, 32, 32); labels = torch.randint(0, 10, (64,))
criterion = torch.nn.CrossEntropyLoss()
from ppuda.deepnets1m.net import Network as Net
times = []
for step in range(steps + 1):
    nets = [Net(light=True, **a) if 'light' in Net.__init__.__code__.co_varnames else Net(**a) for a in nets_args]
    for n in nets: n.train()
    batch = GraphBatch(graphs)
    t = time.perf_counter()
    optimizer.zero_grad()
    models = ghn(nets, batch.to_device('cpu'))
    loss = 0
    for m in models:
        out = m(images); out = out[0] if isinstance(out, tuple) else out
        loss = loss + criterion(out, labels)
    (loss / len(nets)).backward()
    torch.nn.utils.clip_grad_norm_(ghn.parameters(), 5)
    optimizer.step()
    if step: times.append(time.perf_counter() - t)
    print('step', step, round(time.perf_counter() - t, 3), 's loss', float(loss) / len(nets), flush=True)
print('median seconds a step', round(statistics.median(times), 3), 'nodes', [g.n_nodes for g in graphs])
