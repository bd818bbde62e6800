using System.Collections.Frozen;

namespace Assay.Commands.Inits;

/// <summary>Which package brings a module that Python's text imports.</summary>
internal static class PythonPackages
{
    // Modules whose package has another name.
    private static readonly FrozenDictionary<string, string> Other = Pairs(
        """
        sklearn scikit-learn
        skimage scikit-image
        cv2 opencv-python-headless
        PIL pillow
        yaml PyYAML
        bs4 beautifulsoup4
        dateutil python-dateutil
        dotenv python-dotenv
        imblearn imbalanced-learn
        category_encoders category-encoders
        skl2onnx skl2onnx
        onnxmltools onnxmltools
        google google-cloud-storage
        MySQLdb mysqlclient
        psycopg2 psycopg2-binary
        attr attrs
        pkg_resources setuptools
        pytorch_lightning pytorch-lightning
        sentence_transformers sentence-transformers
        """
    );

    private static readonly FrozenSet<string> Standard = """
        __future__ abc argparse array ast asyncio atexit base64 bisect builtins bz2 calendar cmath codecs collections
        concurrent configparser contextlib copy csv ctypes dataclasses datetime decimal difflib dis email enum errno
        faulthandler fileinput fnmatch fractions functools gc getpass gettext glob graphlib gzip hashlib heapq hmac html http
        importlib inspect io ipaddress itertools json keyword linecache locale logging lzma math mimetypes multiprocessing
        numbers operator os pathlib pickle pkgutil platform pprint profile queue random re secrets select shelve shlex
        shutil signal site socket sqlite3 ssl stat statistics string struct subprocess sys sysconfig tarfile tempfile
        textwrap threading time timeit tomllib traceback types typing unicodedata unittest urllib uuid venv warnings
        weakref xml zipfile zlib zoneinfo
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The package of a module, or null when it comes with Python.</summary>
    public static string? Of(string module) =>
        Standard.Contains(module) ? null : Other.GetValueOrDefault(module, module.Replace('_', '-'));

    private static FrozenDictionary<string, string> Pairs(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
