Console.WriteLine("TargetAlerts");
