using System.Data.Common;

namespace TargetAlerts.Storage;

/// <summary>Nothing can be stored, and it is not the statement's fault: the disk is full or read-only. It passes when that is mended.</summary>
/// <param name="words">A clause: "the disk is full".</param>
internal sealed class StorageTroubleException(string words, Exception inner) : DbException(words, inner);
