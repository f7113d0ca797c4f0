Console.WriteLine("chatbot-memory");
