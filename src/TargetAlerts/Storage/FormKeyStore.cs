using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace TargetAlerts.Storage;

/// <summary>
/// The framework's rotating keys, kept in the database so that every node and every restart knows them. They protect
/// forms that are open in a browser; links have the long-lived <see cref="Subscribers.LinkKey"/>.
/// </summary>
internal sealed class FormKeyStore(Database database) : IXmlRepository
{
    private const string Prefix = "form-key/";

    // The framework's contract is synchronous; it asks at start and once in a day.
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Open();
        return [.. connection.Query<string>("SELECT value FROM settings WHERE key LIKE @like", new { like = Prefix + "%" }).Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Open();
        connection.Execute("INSERT INTO settings (key, value) VALUES (@key, @value)",
            new { key = Prefix + friendlyName, value = element.ToString(SaveOptions.DisableFormatting) });
    }
}
