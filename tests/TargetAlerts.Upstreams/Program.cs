Console.WriteLine("stand-in upstreams");
