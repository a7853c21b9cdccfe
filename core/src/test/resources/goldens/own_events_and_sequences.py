"""Prints the rows of own_events_and_sequences.csv that Python made: python3 own_events_and_sequences.py > py.csv

SciPy 1.17.1, NumPy and mpmath 1.3.0. Columns x and y are lists separated by blanks; what they are depends on the method,
see EventsAndSequencesTest.
"""
import itertools
import numpy
import scipy
import scipy.stats
from mpmath import mp, mpf, log, loggamma

mp.dps = 60


def row(method, x, y, level="", estimate="", lower="", upper="", p="", tol=1e-8, reference=""):
    cells = [" ".join(map(str, x)), " ".join(map(str, y)), level, estimate, lower, upper, p]
    texts = [mp.nstr(c, 17) if isinstance(c, mpf) else repr(float(c)) if isinstance(c, (float, numpy.floating)) else str(c)
             for c in cells]
    print(",".join([method] + texts + [str(tol), '"%s"' % reference]))


# anytime-valid figures at great counts: x = events and non-events of arm 1, y = those of arm 2; estimate = ln E
MP = "formula, mpmath 1.3.0"


def log_mixture(x, y):
    x, y = mpf(x), mpf(y)
    return loggamma(x + 0.5) + loggamma(y + 0.5) - loggamma(x + y + 1) - log(mp.pi)


def log_likelihood(x, y, p):
    return (x * log(p) if x else 0) + (y * log(1 - p) if y else 0)


def profile(a, b, c, d, delta):
    low, high = max(mpf(0), -delta), min(mpf(1), 1 - delta)
    for _ in range(190):
        p = (low + high) / 2
        if a / (p + delta) - b / (1 - p - delta) + c / p - d / (1 - p) > 0:
            low = p
        else:
            high = p
    return log_likelihood(a, b, p + delta) + log_likelihood(c, d, p)


def crossing(f, inside, outside):
    for _ in range(120):
        middle = (inside + outside) / 2
        if f(middle) <= 0:
            inside = middle
        else:
            outside = middle
    return inside


for a, b, c, d in [(400_000_000, 600_000_000, 399_900_000, 600_100_000), (1_000_000_000, 17, 999_999_950, 70),
                   (3, 999_999_997, 40, 1_000_000_000), (20, 30, 400_000_000, 600_000_000), (16, 15, 14, 17)]:
    mixtures = log_mixture(a, b) + log_mixture(c, d)
    x, n = a + c, a + b + c + d
    row("log_e_process", (a, b), (c, d), estimate=mixtures - log_likelihood(x, n - x, mpf(x) / n), tol=1e-9, reference=MP)
    budget = log(mpf(20))
    observed = mpf(a) / (a + b) - mpf(c) / (c + d)
    beyond = lambda delta: mixtures - profile(a, b, c, d, delta) - budget
    row("anytime_rd", (a, b), (c, d), 0.95, observed, crossing(beyond, observed, mpf(-1) + mpf(10) ** -30),
        crossing(beyond, observed, mpf(1) - mpf(10) ** -30), tol=1e-12, reference=MP)
    alone = lambda p: log_mixture(a, b) - log_likelihood(a, b, p) - budget
    rate = mpf(a) / (a + b)
    row("anytime_rate", (a, b), (), 0.95, rate, crossing(alone, rate, mpf(10) ** -40), crossing(alone, rate, 1 - mpf(10) ** -40),
        tol=1e-12, reference=MP)

# posterior of one rate: x = alpha, beta; y = threshold; p_value holds P(rate >= threshold); simulation is held to tol
for (alpha, beta), threshold in [((0.5, 0.5), 0.5), ((7.5, 3.5), 2 / 3), ((0.05, 2), 0.1), ((120.5, 80.5), 0.55)]:
    posterior = scipy.stats.beta(alpha, beta)
    row("beta_posterior", (alpha, beta), (threshold,), 0.95, posterior.mean(), posterior.ppf(0.025), posterior.ppf(0.975),
        posterior.sf(threshold), tol=0.01, reference="scipy.stats.beta %s" % scipy.__version__)

# a share of Dirichlet cells is beta: x = cells, y = 1 where the cell is in the share, threshold ½
for cells, inside in [((3.25, 0.25, 8.25, 1.25), (1, 0, 1, 0)), ((0.05,) * 20, (1,) * 5 + (0,) * 15), ((40, 1, 0.5), (0, 1, 1))]:
    posterior = scipy.stats.beta(sum(c for c, i in zip(cells, inside) if i), sum(c for c, i in zip(cells, inside) if not i))
    row("dirichlet_share", cells, inside, 0.95, posterior.mean(), posterior.ppf(0.025), posterior.ppf(0.975),
        posterior.sf(0.5), tol=0.01, reference="scipy.stats.beta %s" % scipy.__version__)

# circular shifts: x = values, y = labels; groups are separated by 9999 in both
def circular(groups):
    def difference(labels):
        values = numpy.concatenate([v for v, _ in groups])
        labels = numpy.concatenate(labels)
        return values[labels == 1].mean() - values[labels == 0].mean()

    observed = difference([labels for _, labels in groups])
    shifted = numpy.array([difference([numpy.roll(labels, s) for (_, labels), s in zip(groups, shifts)])
                           for shifts in itertools.product(*[range(len(v)) for v, _ in groups])])
    far = numpy.abs(shifted - shifted.mean()) >= abs(observed - shifted.mean()) - 1e-9
    return observed, far.mean()


generator = numpy.random.default_rng(20261122)
for sizes in [(20,), (7, 9), (5, 6, 8), (3, 1, 4, 5)]:
    groups = [(generator.integers(-4, 5, n), (generator.random(n) < 0.4).astype(int)) for n in sizes]
    observed, p = circular(groups)
    joined = [[cell for g in groups for cell in list(g[part]) + [9999]][:-1] for part in (0, 1)]
    row("circular_shift", joined[0], joined[1], estimate=observed, p=p, tol=1e-9,
        reference="numpy.roll over all shifts %s" % numpy.__version__)
