using System.ComponentModel;
using System.Diagnostics;

namespace Assay.Commands.Sites;

/// <summary>The browser that opens pages on this machine.</summary>
internal static class WebBrowser
{
    /// <summary>Asks the desktop to open a page, and does not wait for it. False when there is nothing to ask.</summary>
    /// <param name="page">The page's file, absolute.</param>
    public static bool Open(string page)
    {
        try
        {
            // xdg-open, open, or the shell of Windows.
            using var opener = Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
